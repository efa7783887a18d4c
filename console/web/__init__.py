"""The pages that people read; each folder is a room with its own routes."""
