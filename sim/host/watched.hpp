// Builds that are watched: by a sanitizer, which maps far more address space than it uses and writes what it finds into
// a file, or by gcov, which writes what was run when the process ends.
#pragma once

#ifdef SANSHE_COVERAGE
extern "C" void __gcov_dump();
#endif

namespace sim {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool sanitized = true;
#else
inline constexpr bool sanitized = false;
#endif

#ifdef SANSHE_COVERAGE
inline constexpr bool watched = true;
#else
inline constexpr bool watched = sanitized;  ///< writes files of its own, whatever the program does
#endif

/// Has gcov write what was run so far: a process that is killed, or leaves by `_exit`, does not.
inline void keep_counts() {
#ifdef SANSHE_COVERAGE
  __gcov_dump();
#endif
}

}  // namespace sim
