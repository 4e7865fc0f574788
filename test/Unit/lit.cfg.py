"""The lit suite NORM-Unit: every GoogleTest program in this folder of the build, one test per case."""

import os

import lit.formats

config.name = "NORM-Unit"
config.suffixes = []
config.test_source_root = os.path.join(config.norm_obj_root, "test", "Unit")
config.test_exec_root = config.test_source_root
config.test_format = lit.formats.GoogleTest(".", "Test")

# As in ../lit.cfg.py.
sanitizers = config.norm_sanitize.split(",")
for variable, sanitizer, value in (
    ("ASAN_OPTIONS", "address", "detect_container_overflow=0:allow_user_poisoning=0"),
    ("UBSAN_OPTIONS", "undefined", "print_stacktrace=1"),
):
    if variable in os.environ:
        config.environment[variable] = os.environ[variable]
    elif sanitizer in sanitizers:
        config.environment[variable] = value
