// The process itself: what it begins with, whatever started it, and what the system does not grant it.
#pragma once

#include <cstddef>
#include <exception>
#include <string>

namespace sim {

/// Before anything else of a program: standard input, output and error are there (on /dev/null where whoever started it
/// has closed them, or the first files opened would take their places and messages land in them); a closed pipe and a
/// limit on sizes of files are errors of a call and no end; an end by an exception says what the system did not grant.
void prepare_process();

/// Throws Failure (Exit::lacking) unless so many threads can run beside this one. They are started and end again.
void want_threads(std::size_t count);

/// What the system did not grant, in words: memory, threads, descriptors. Empty where the exception is of another kind.
std::string lack(const std::exception& error);

}  // namespace sim
