"""What all stages share; imports nothing of ours."""
