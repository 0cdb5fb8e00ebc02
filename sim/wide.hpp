// For functions that are loops over integers: compiled again for processors with vectors of 256 and of 512 bits, and
// the machine takes what it has. Integers come out the same however wide the vectors are; numbers that are not whole
// might not.
#pragma once

#if defined(__x86_64__) && defined(__gnu_linux__) && defined(__GNUC__) && !defined(__clang__) && \
    !defined(__SANITIZE_THREAD__) && !defined(__SANITIZE_ADDRESS__) && !defined(SANSHE_COVERAGE)
#define SIM_WIDE __attribute__((target_clones("arch=x86-64-v4", "avx2", "default")))
#else
#define SIM_WIDE
#endif
