"""Real documents read twice: by the pipeline, and by plain readers that share no code with it."""
