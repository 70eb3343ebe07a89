# Every target sets up what it needs, and does so only once. Arguments go through ARGS: make test ARGS="-k starfm"
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
ARGS ?=

.PHONY: help demo test compat lint bench package install clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-9s %s\n", $$1, $$2}' Makefile

demo: ## Fuse a simulated scene with qgis_process, print its accuracy, draw a picture
	@scripts/demo.sh

test: ## Run all tests: without QGIS, in QGIS, and in its window under Xvfb
	@scripts/test.sh $(ARGS)

compat: ## Run the tests in QGIS 3.40 too, in a Debian 13 below build/ (as root; KEEP=1: leave it for the next time)
	@scripts/compat.sh $(ARGS)

lint: ## Check style, types and security of the source
	@scripts/lint.sh

bench: ## Measure speed and memory
	@scripts/bench.sh $(ARGS)

package: ## Make dist/stfusion-<version>.zip from the last commit, as QGIS installs it
	@scripts/package.py

install: ## Link the plugin into your QGIS profile (COPY=1: copy it; QGIS_PROFILE=<folder>: another profile)
	@scripts/install.sh

clean: ## Remove build/ and dist/; .venv stays
	@rm -rf build dist
