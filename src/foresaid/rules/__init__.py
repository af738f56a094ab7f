"""Words, patterns and tables as data, each rule with sentences it must and must not match."""

from foresaid.rules.load import Example, RuleError, examples, load_rules, read_yaml, table

__all__ = ["Example", "RuleError", "examples", "load_rules", "read_yaml", "table"]
