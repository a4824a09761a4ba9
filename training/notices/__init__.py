"""Who is told what in training: one function per event, called by the actions in their transaction."""
