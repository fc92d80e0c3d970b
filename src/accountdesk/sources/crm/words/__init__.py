"""The vocabulary of presets: what a TOML file can say of a CRM, and what it means.

Words are those of the field's declarative connectors: `client`, `auth`, `paginator`,
`data_selector`, `primary_key`, `incremental`, `cursor_field`, `lookback`. There are no conditions,
loops or sums: a word is added when two verified presets need it, and what no word says is code.

A *path* is dotted (`a.b.0.c`; a part with a dot in it stands in single quotes), or
`{jmespath = "…"}`. A text that is a name in braces (`"{since}"`) stands for the value itself;
inside a longer text a name says how it is escaped: `{since:odata}`, `{var.org:url}`, `{name:soql}`.
"""
