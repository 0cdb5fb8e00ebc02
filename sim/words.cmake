# Writes HEADER, an array all_words of NAMESPACE: each text that FILES hand to say() or counted(), as xgettext finds them,
# with the files that do. The header is touched only when it changes. Takes XGETTEXT too.
execute_process(COMMAND ${XGETTEXT} --language=C++ --from-code=UTF-8 --keyword --keyword=say --keyword=counted:2
                  --omit-header --no-wrap --add-location=file --sort-output --output=- ${FILES}
                OUTPUT_VARIABLE found COMMAND_ERROR_IS_FATAL ANY)
# A catalogue's entry is "#: FILE FILE" in a line or more, then msgid "TEXT", a text of several lines in as many strings.
string(REPLACE "\"\n\"" "" found "\n${found}")
string(REGEX REPLACE "\n#, [^\n]*" "" found "${found}")
string(REPLACE "\n\n#: " "\n\nsaid in " found "\n${found}")
string(REPLACE "\n#: " " " found "${found}")
string(REGEX REPLACE "said in ([^\n]*)\nmsgid (\"[^\n]*\")\nmsgstr \"\"\n" "    {\\2, \"\\1\"}," found "${found}")
string(REGEX REPLACE "\n+" "\n" found "${found}")
file(WRITE ${HEADER}.new
"#pragma once
#include \"sim/say.hpp\"
namespace ${NAMESPACE} {
inline constexpr sim::Word all_words[] = {${found}};
}  // namespace ${NAMESPACE}
")
file(COPY_FILE ${HEADER}.new ${HEADER} ONLY_IF_DIFFERENT)
file(REMOVE ${HEADER}.new)
