// What the system's refusals mean to users: by cause, in words of our own.
#include "sim/host/cause.hpp"

#include <gtest/gtest.h>

#include <cerrno>
#include <new>
#include <stdexcept>

#include "sim/host/process.hpp"

namespace {

using sim::Doing, sim::Exit;

std::error_code code(int number) { return {number, std::system_category()}; }

TEST(Cause, DecidesTheExitCode) {
  for (const int number : {ENOENT, ENOTDIR, EACCES, EPERM, ENAMETOOLONG, ELOOP, EISDIR}) {
    EXPECT_EQ(sim::cause(code(number), Doing::reading).code, Exit::no_input) << number;
    EXPECT_EQ(sim::cause(code(number), Doing::writing).code, Exit::io) << number;
  }
  for (const int number : {EMFILE, ENFILE, ENOMEM, EAGAIN})
    for (const Doing doing : {Doing::reading, Doing::writing})
      EXPECT_EQ(sim::cause(code(number), doing).code, Exit::lacking) << number;
  for (const int number : {ENOSPC, EDQUOT, EFBIG, EIO, EROFS, ESTALE, EPIPE, ENOLCK, EOPNOTSUPP, 524, 9999})
    for (const Doing doing : {Doing::reading, Doing::writing})
      EXPECT_EQ(sim::cause(code(number), doing).code, Exit::io) << number;
}

TEST(Cause, IsInWordsOfOurOwn) {
  for (const int number : {ENOENT, EACCES, EMFILE, ENOSPC, EDQUOT, ENAMETOOLONG, ELOOP, EFBIG, EPIPE, ENOLCK}) {
    const sim::Cause because = sim::cause(code(number), Doing::writing);
    EXPECT_EQ(because.why.find(code(number).message()), std::string::npos) << because.why;
    EXPECT_FALSE(because.why.empty());
  }
  EXPECT_NE(sim::cause(code(9999), Doing::reading).why.find("error 9999 of the system"), std::string::npos);
  for (const int number : {ENOLCK, EOPNOTSUPP, 524})
    EXPECT_NE(sim::cause(code(number), Doing::writing).mend.find("--no-locks"), std::string::npos);
}

TEST(Cause, MakesAFailureThatNamesTheFile) {
  const sim::Failure failure = sim::refused_by_system("x.h5", code(EACCES), Doing::writing, "ask its owner");
  EXPECT_EQ(failure.code(), Exit::io);
  const std::string text = failure.what();
  EXPECT_NE(text.find("x.h5: error: cannot be written: you have no right"), std::string::npos) << text;
  EXPECT_NE(text.find("= ask its owner"), std::string::npos) << text;
}

TEST(Lack, IsToldFromOtherErrors) {
  EXPECT_EQ(sim::lack(std::bad_alloc()), "out of memory");
  EXPECT_NE(sim::lack(std::system_error(code(EMFILE))), "");
  EXPECT_NE(sim::lack(std::runtime_error("pthread_create has failed: Resource temporarily unavailable")), "");
  EXPECT_EQ(sim::lack(std::system_error(code(EACCES))), "");
  EXPECT_EQ(sim::lack(std::runtime_error("the town is under water")), "");
}

}  // namespace
