# Orchestration only: each target is one script. `make run` and `make test` work in a fresh clone.
.PHONY: run test check bench browsers screenshots gen

# Builds what changed and starts the server with the demo on http://127.0.0.1:8080
run:
	@scripts/run.sh

# Installs what the tests need, and runs them all
test:
	@scripts/test.sh

# What a change must pass before it is shared: format, lints, types, tidy. No browsers
check:
	@scripts/check.sh

# Prints the table of figures (release build)
bench:
	@scripts/bench.sh

# Drives every browser in every way, and writes docs/BROWSERS.md
browsers:
	@scripts/browsers-table.sh

# Takes the pictures of README and docs in a real browser
screenshots:
	@scripts/screenshots.sh

# Writes the wire types for TypeScript and the golden vectors anew
gen:
	@scripts/gen.sh
