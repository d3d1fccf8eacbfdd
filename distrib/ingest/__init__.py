"""From what people have to a draft: reads text and says what it recognised. It never writes and never sends."""
