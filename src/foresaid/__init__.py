"""foresaid: who said that what will happen, when, how sure they were - and who was right."""
