"""The steps of a document's route, one module a step.

A stage looks at what is stored and returns what is to be written; the step's frame (``workers.step``) writes
it in the transaction that marks the work done. So a step is done once or not at all.
"""
