"""schema_check.py SCHEMA FILE...: for each TOML file a line, "valid" or what a JSON Schema validator says."""
import datetime
import json
import sys
import tomllib

import jsonschema


def plain(value):
    """TOML as JSON knows it: a date is text."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
jsonschema.Draft7Validator.check_schema(schema)
jsonschema.Draft4Validator.check_schema(schema)
for path in sys.argv[2:]:
    with open(path, "rb") as file:
        scenario = plain(tomllib.load(file))
    # Editors follow the one or the other draft.
    found = [
        error.message.replace("\n", " ")
        for draft in (jsonschema.Draft7Validator, jsonschema.Draft4Validator)
        for error in draft(schema).iter_errors(scenario)
    ]
    print(found[0] if found else "valid")
