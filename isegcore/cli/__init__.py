"""The `iseg` command: one file a subcommand, each thin over the core."""
