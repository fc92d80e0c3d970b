"""The rules, by subject: pure functions over facts and entries, without a clock or I/O."""
