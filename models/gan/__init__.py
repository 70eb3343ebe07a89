"""Networks that are trained against a discriminator, one file each."""
