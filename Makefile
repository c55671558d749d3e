# The commands live in ./dev; these are the same under the names that make users expect.
.PHONY: run test

run:
	@./dev run

test:
	@./dev test
