"""Classical methods: weight functions, unmixing, regression, dictionaries."""
