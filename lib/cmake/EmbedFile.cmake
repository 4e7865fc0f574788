# Writes the bytes of INPUT to OUTPUT as numbers with commas between, for the initializer of an array:
# cmake -DINPUT=... -DOUTPUT=... -P EmbedFile.cmake
file(READ ${INPUT} bytes HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
file(WRITE ${OUTPUT} "${bytes}\n")
