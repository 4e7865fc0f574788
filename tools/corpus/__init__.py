"""Files that other front ends made (test/FrontEnds): what they hold, how they are made, and how they are checked."""
