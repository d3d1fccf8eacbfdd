"""The use cases. They own transactions; they contain no SQL, no sockets and no widgets."""
