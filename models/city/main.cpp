#include "models/city/model.hpp"
#include "models/city/words.hpp"
#include "sim/cli/command_line.hpp"

int main(int argc, char** argv) { return sim::command_line(argc, argv, city::make_model, {}, city::all_words); }
