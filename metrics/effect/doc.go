package effect
