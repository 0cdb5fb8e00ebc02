// Texts for a screen of any width: no word is split, no row of a table runs into the next line.
//
//   sentences of any length, rows of cells with tabs between them  --laid_out--> lines
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace sim {

/// Lines of at most so many columns, where words allow it. Lines with tabs that follow each other are one table: the
/// first row has its headers, the first column what a row is. Where it is too wide each row has its name above its
/// numbers, and where these are too wide a line a number. Other lines go on below, as far in as they begin.
std::string laid_out(std::string_view text, std::size_t width);

/// A command of a shell: where it is too wide it goes on in the next line, after a backslash.
std::string command_lines(std::string_view command, std::size_t width);

}  // namespace sim
