"""Flask, tamed: one request is one transaction, a page cannot query, and every refusal reads the same way."""
