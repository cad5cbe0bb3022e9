"""What a person can do: one verb a file, one function each, the transaction first."""
