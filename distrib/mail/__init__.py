"""Mail on its way: rendering to bytes and driving one SMTP session. It never decides who gets what."""
