"""For authors of katas: scaffolds for what is to be written, and the gate that proves it good."""
