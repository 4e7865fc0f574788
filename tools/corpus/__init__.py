"""The corpus of files that other front ends made (test/FrontEnds): what it holds, how it is made, and how it is checked."""
