#include "sim/host/progress.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <memory>
#include <string>

namespace {

// A file to draw on, and a clock set by hand.
struct Drawing {
  explicit Drawing(bool bar, bool quiet = false, bool colour = false) {
    screen.out = file.get();
    screen.bar = bar;
    screen.quiet = quiet;
    screen.colour = colour;
    screen.seconds = [this] { return now; };
  }
  std::string text() const {
    std::string out(static_cast<std::size_t>(std::ftell(file.get())), ' ');
    std::rewind(file.get());
    EXPECT_EQ(std::fread(out.data(), 1, out.size(), file.get()), out.size());
    return out;
  }
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file{std::tmpfile(), std::fclose};
  double now = 100;
  sim::Screen screen;
};

TEST(Progress, OneLineAMinuteWhereNoTerminalIs) {
  Drawing drawing(false);
  {
    sim::Progress progress(drawing.screen, 2, 200);
    for (int month = 1; month <= 150; ++month) {
      drawing.now += 1;
      progress.month(1);
      if (month == 100) progress.run_ended();
    }
  }
  EXPECT_EQ(drawing.text(),
            " 30 %  0 of 2 runs done  2 min 20 s left\n"
            " 60 %  1 of 2 runs done  80 s left\n");
}

TEST(Progress, ABarOnATerminalAndNothingLeftOfIt) {
  Drawing drawing(true);
  {
    sim::Progress progress(drawing.screen, 1, 4);
    drawing.now += 20;
    progress.month(1);
  }
  EXPECT_EQ(drawing.text(), "\r[" + std::string(40, ' ') + "]   0 %  building the world\x1b[K" +
                                "\r[==========" + std::string(30, ' ') + "]  25 %  60 s left\x1b[K" + "\r\x1b[K");
}

TEST(Progress, WordsOfItsOwn) {
  Drawing drawing(true);
  {
    const auto in_the_file = [](std::size_t done, std::size_t all) {
      return sim::say("{} of {} runs in the file", done, all);
    };
    sim::Progress progress(drawing.screen, 4, 4, {.before = "building the file", .ended = in_the_file});
    drawing.now += 20;
    progress.run_ended();
    progress.month(1);
  }
  const std::string text = drawing.text();
  EXPECT_NE(text.find("]   0 %  0 of 4 runs in the file  building the file"), std::string::npos) << text;
  EXPECT_NE(text.find("]  25 %  1 of 4 runs in the file  60 s left"), std::string::npos) << text;
}

TEST(Progress, ColourOnlyWhereWanted) {
  Drawing plain(true), coloured(true, false, true);
  { const sim::Progress progress(plain.screen, 1, 4); }
  { const sim::Progress progress(coloured.screen, 1, 4); }
  EXPECT_EQ(plain.text().find("\x1b[32m"), std::string::npos);
  EXPECT_NE(coloured.text().find("\x1b[32m"), std::string::npos);
}

TEST(Progress, DrawsAtMostTenTimesASecond) {
  Drawing drawing(true);
  {
    sim::Progress progress(drawing.screen, 1, 1000);
    for (int month = 0; month < 1000; ++month) {
      drawing.now += 0.001;
      progress.month(1);
    }
  }
  const std::string text = drawing.text();
  EXPECT_LE(std::count(text.begin(), text.end(), '\r'), 13);
  EXPECT_GE(std::count(text.begin(), text.end(), '\r'), 8);
}

TEST(Progress, QuietSaysNothing) {
  for (const bool bar : {true, false}) {
    Drawing drawing(bar, true);
    {
      sim::Progress progress(drawing.screen, 1, 10);
      drawing.now += 1000;
      progress.month(5);
    }
    EXPECT_EQ(drawing.text(), "");
  }
}

TEST(Screen, AFileIsNoTerminal) {
  const Drawing drawing(true);
  const sim::Screen screen = sim::Screen::of(drawing.file.get(), false);
  EXPECT_FALSE(screen.bar || screen.colour);
}

}  // namespace
