// Placeholder until the first type stands here.
