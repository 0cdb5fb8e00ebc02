# Writes build_info.hpp: version, commit, compiler, libraries. Run at every build, so that a commit needs no new
# configuration; the header is touched only when it changes. Without git, or outside a clone, the commit is "unknown".
# Takes SOURCE, HEADER, VERSION, COMPILER and LIBRARIES.
set(commit "unknown")
set(dirty "false")
find_program(git_program git)
if(git_program AND EXISTS ${SOURCE}/.git)
  # The owner of a clone may be another than who builds it.
  set(git ${git_program} --no-optional-locks -c safe.directory=${SOURCE} -C ${SOURCE})
  execute_process(COMMAND ${git} rev-parse HEAD OUTPUT_VARIABLE head OUTPUT_STRIP_TRAILING_WHITESPACE
                  RESULT_VARIABLE failed ERROR_QUIET)
  if(NOT failed)
    set(commit ${head})
    execute_process(COMMAND ${git} status --porcelain --untracked-files=no OUTPUT_VARIABLE changes ERROR_QUIET)
    if(changes)
      set(dirty "true")
    endif()
  endif()
endif()
file(WRITE ${HEADER}.new
"#pragma once
namespace sim::build_info {
inline constexpr const char* version = \"${VERSION}\";
inline constexpr const char* commit = \"${commit}\";
inline constexpr bool dirty = ${dirty};
inline constexpr const char* compiler = \"${COMPILER}\";
inline constexpr const char* libraries = \"${LIBRARIES}\";
}  // namespace sim::build_info
")
file(COPY_FILE ${HEADER}.new ${HEADER} ONLY_IF_DIFFERENT)
file(REMOVE ${HEADER}.new)
