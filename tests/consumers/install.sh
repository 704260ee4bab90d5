#!/usr/bin/env bash
# Installs the programs that read our reports into a folder, for the tests beside this script:
#   tests/consumers/install.sh FOLDER && ECSC_CONSUMERS=FOLDER python -m pytest tests/consumers
set -euo pipefail
folder=${1:?usage: install.sh FOLDER}
python=${PYTHON:-python3}
mkdir -p "$folder/schemas"
cd "$folder"

npm install --silent --no-audit --no-fund --prefix . \
    @microsoft/sarif-multitool@5 @microsoft/jest-sarif@1.0.0-beta.0 @actions/core@3 \
    @umbrelladocs/rdformat-validator@1 ajv@8 ajv-formats@3 &
installing=$!

"$python" -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check \
    --upgrade sarif-tools check-jsonschema xmlschema setuptools setuptools-scm
# The schema of Jenkins' xUnit plug-in (MIT), as pytest's sources ship it for its own tests.
venv/bin/python -m pip download --quiet --disable-pip-version-check --no-deps --no-build-isolation \
    --no-binary=:all: --dest sources pytest==8.4.2
tar -xzOf sources/pytest-8.4.2.tar.gz pytest-8.4.2/testing/example_scripts/junit-10.xsd >schemas/junit-10.xsd
wait "$installing"
# reviewdog publishes its JSON Schema in its repository alone (proto/rdf/jsonschema/DiagnosticResult.json): laid into
# schemas/ by hand, it is asked too.
