# `make demo` and `make test` need Python 3.11 or later and make, and set up all else in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := demo.record
SHARED ?= ../shared

.PHONY: demo test eval bench fuzz crash spark train clean

demo: $(VENV)/onrecord
	@rm -f $(DEMO) $(DEMO)-wal $(DEMO)-shm
	$(BIN)/onrecord build samples/articles -r $(DEMO)
	$(BIN)/onrecord articles -r $(DEMO)
	$(BIN)/onrecord people -r $(DEMO)
	$(BIN)/onrecord statements -r $(DEMO) --speaker Calverdine --kind direct
	@id=$$($(BIN)/onrecord statements -r $(DEMO) --speaker Calverdine --kind direct | head -n 1 | cut -f 1); \
		echo "$(BIN)/onrecord show $$id -r $(DEMO)"; $(BIN)/onrecord show $$id -r $(DEMO)
	@echo; echo "Now try your own: $(BIN)/onrecord build FOLDER -r my.record"
	@echo "The same in the browser: $(BIN)/onrecord serve -r $(DEMO)"
	@if [ -t 1 ]; then $(BIN)/onrecord serve -r $(DEMO); fi

test: $(VENV)/test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pytest

eval: $(VENV)/test
	$(BIN)/python benchmarks/evaluate.py --shared $(SHARED)
	$(BIN)/python benchmarks/challenges.py --at-least 0.9
	$(BIN)/python benchmarks/figures.py --values-at-least 0.99 --of-at-least 0.98
	$(BIN)/python benchmarks/figures.py tests/challenges/accounts/figures.jsonl --values-at-least 0.98 --of-at-least 0.97
	$(BIN)/python benchmarks/dates.py --at-least 0.94
	$(BIN)/python benchmarks/dates.py tests/challenges/accounts/dates.jsonl --at-least 0.97
	$(BIN)/python benchmarks/comparing.py --found-at-least 9
	$(BIN)/python benchmarks/comparing.py --articles tests/challenges/accounts/stories \
		--truth tests/challenges/accounts/stories.jsonl --found-at-least 20
	$(BIN)/python benchmarks/labels.py --recall-at-least 0.92 --precision-at-least 0.93
	$(BIN)/python benchmarks/labels_samples.py --recall-at-least 0.9 --precision-at-least 0.93
	$(BIN)/python benchmarks/labels.py $(SHARED)/data/newswcl50/topics-0-4.jsonl.gz --recall-at-least 0.85
	$(BIN)/python benchmarks/speakers.py --at-least 0.935 --sure-at-least 0.97
	$(BIN)/onrecord extract $(SHARED)/data/gap/validation.jsonl.gz > $(VENV)/gap.jsonl
	$(BIN)/python $(SHARED)/eval/score_pronouns.py $(SHARED)/data/gap/validation.jsonl.gz $(VENV)/gap.jsonl
	$(BIN)/onrecord extract $(SHARED)/data/newswcl50/topics-0-4.jsonl.gz > $(VENV)/newswcl50.jsonl
	$(BIN)/python $(SHARED)/eval/score_people.py $(SHARED)/data/newswcl50/topics-0-4.jsonl.gz $(VENV)/newswcl50.jsonl
	$(BIN)/python benchmarks/copies.py $(SHARED)/data/basil/2010-2015.jsonl.gz
	$(BIN)/python benchmarks/families.py $(SHARED)/data/polnear/train.jsonl.gz $(SHARED)/data/basil/2010-2015.jsonl.gz
	$(BIN)/python benchmarks/families.py --truth tests/challenges/families.jsonl
	$(BIN)/python benchmarks/families_samples.py --right-at-least 14
	$(BIN)/python benchmarks/stories.py $(SHARED)/data/basil/2010-2015.jsonl.gz $(SHARED)/data/polnear/train.jsonl.gz
	$(BIN)/python benchmarks/accounting.py
	$(BIN)/python benchmarks/check.py

bench: $(VENV)/bench
	$(BIN)/python benchmarks/speed.py $(SHARED)/data/polnear/dev.jsonl.gz --at-least 1.0
	$(BIN)/python benchmarks/copies.py $(SHARED)/data/basil/2010-2015.jsonl.gz --scale 10000 100000
	$(BIN)/python benchmarks/families_scale.py 100000 1000000 --clock-s 300 --peak-mb 4096 --exponent 1.15 --one-more-s 1
	$(BIN)/python benchmarks/people_scale.py
	$(BIN)/python benchmarks/builds.py --texts $(SHARED)/data/polnear/dev.jsonl.gz
	$(BIN)/python benchmarks/scale.py
	$(BIN)/python benchmarks/readers.py
	$(BIN)/python benchmarks/web.py --browser
	$(BIN)/python benchmarks/web_readers.py
	$(BIN)/python benchmarks/accounts.py $(SHARED)/data/polnear/dev.jsonl.gz --articles 20 --at-most 0.25

# Broken and random input for each reader: no crash, no hang, no more than 500 MB.
MINUTES ?= 60
fuzz: $(VENV)/test
	$(BIN)/python tests/read/fuzz.py --minutes $(MINUTES)

# Whatever changes a record is killed, or finds the disk full, at so many random moments.
KILLS ?= 100
FULL ?= 50
crash: $(VENV)/test
	$(BIN)/python tests/crash.py --kills $(KILLS) --full $(FULL)

# The same tables from Spark as from a build here, row for row, though one of its two workers is killed; and where one
# phrase is in very many articles, no task that takes all of it.
FIRST ?= 500
spark: $(VENV)/spark
	$(BIN)/pytest tests/engines/test_spark.py
	$(BIN)/python tests/skewed.py 150 --step 40 --crowd 10 --parts 4 --busy 2000
	$(BIN)/python tests/skewed.py
	$(BIN)/python tests/bothways.py $(SHARED)/data/polnear/train.jsonl.gz --first $(FIRST)

# From the annotated articles and the teacher's soft labels in $(SHARED)/data; the model's card says how long it takes.
train: $(VENV)/train
	PYTHONPATH=training $(BIN)/python training/train.py --data $(SHARED)/data
	PYTHONPATH=training $(BIN)/python training/quick.py --data $(SHARED)/data
	PYTHONPATH=training $(BIN)/python training/export.py --data $(SHARED)/data
	PYTHONPATH=training $(BIN)/python training/fit.py --gold $(SHARED)/data/polnear/dev.jsonl.gz
	PYTHONPATH=training $(BIN)/python training/fit_pronouns.py --gold $(SHARED)/data/gap/development.jsonl.gz

clean:
	rm -rf $(VENV) $(DEMO) $(DEMO)-wal $(DEMO)-shm

$(VENV)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "onrecord needs Python 3.11 or later: make PYTHON=...")'
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/onrecord: $(VENV)/python pyproject.toml
	$(BIN)/pip install --quiet --editable .
	touch $@

$(VENV)/test $(VENV)/bench $(VENV)/train: $(VENV)/%: $(VENV)/python pyproject.toml
	$(BIN)/pip install --quiet --editable '.[$*]'
	touch $@ $(VENV)/onrecord

$(VENV)/spark: $(VENV)/python pyproject.toml
	$(BIN)/pip install --quiet --editable '.[test,spark]'
	touch $@ $(VENV)/onrecord
