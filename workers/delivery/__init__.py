"""From the ledger to the subscribers: messages are made, sent, tried again and told of."""
