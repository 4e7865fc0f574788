// The home of the precompiled header; see PrecompiledHeader.h.
