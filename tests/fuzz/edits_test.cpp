// Run files that were edited so that they once broke a reader: each is refused, with a sentence. What broke is said.
#include <gtest/gtest.h>

#include <algorithm>

#include "sim/error.hpp"
#include "sim/output/reader.hpp"
#include "tests/fuzz/edits.hpp"

namespace {

using fuzz::check, fuzz::Handle;

const std::string& whole() {
  static const std::string out = fuzz::small_run_file();
  return out;
}

// Makes a data set anew, with these numbers.
void put(hid_t file, const char* name, const std::vector<hsize_t>& shape, const std::vector<double>& numbers) {
  check(H5Ldelete(file, name, H5P_DEFAULT));
  const Handle space(H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr), H5Sclose);
  const Handle made(H5Dcreate2(file, name, H5T_NATIVE_DOUBLE, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT), H5Dclose);
  check(H5Dwrite(made, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, numbers.data()));
}

// The axes of `of` are these from now on.
void attach(hid_t file, const char* of, const std::vector<const char*>& scales) {
  const Handle item = fuzz::object(file, of);
  fuzz::remove_attribute(item, "DIMENSION_LIST");
  for (unsigned axis = 0; axis < scales.size(); ++axis) {
    const Handle scale = fuzz::object(file, scales[axis]);
    if (H5DSis_scale(scale) == 0) check(H5DSset_scale(scale, nullptr));
    check(H5DSattach_scale(item, scale, axis));
  }
}

// What the reader says of what is made of the file: "" where it reads all.
template <class Work>
std::string said(const Work& work) {
  const std::string bytes = fuzz::changed(whole(), work);
  EXPECT_NE(sim::check_run_bytes(bytes), std::vector<std::string>{}) << "its digests are others";
  try {
    const sim::RunReader in(bytes, "x.h5", sim::Verify::no);
    std::vector<std::size_t> all(in.series().size());
    for (std::size_t s = 0; s < all.size(); ++s) all[s] = s;
    for (std::size_t run = 0; run < in.runs().size(); ++run) in.record(run, all);
    return "";
  } catch (const sim::Failure& failure) {
    EXPECT_EQ(failure.code(), sim::Exit::bad_data);
    return failure.what();
  }
}

void expect_said(const std::string& said, const std::string& words) {
  EXPECT_NE(said.find("x.h5: error: "), std::string::npos) << said;
  EXPECT_NE(said.find(words), std::string::npos) << said;
}

TEST(EditedRunFile, without_an_edit_is_whole) {
  EXPECT_EQ(sim::check_run_bytes(whole()), std::vector<std::string>{});
  const sim::RunReader in(whole(), "x.h5");
  EXPECT_EQ(in.series().size(), 4u);
  EXPECT_EQ(in.years().count, 1);
  EXPECT_EQ(in.scale_of_runs("population.scale"), (std::vector<double>{0.5, 0.25}));
  EXPECT_EQ(sim::check_run_bytes(fuzz::changed(whole(), fuzz::seal)), std::vector<std::string>{});
}

TEST(EditedRunFile, another_list_of_dimensions_crashed_in_HDF5) {
  for (const hid_t type : {H5T_NATIVE_INT, H5T_STD_REF_OBJ}) {
    const auto listed = [type](hid_t file) {
      const Handle item = fuzz::object(file, "spent");
      fuzz::remove_attribute(item, "DIMENSION_LIST");
      const int none[] = {0, 0};
      sim::hdf5::set_attribute(item, "DIMENSION_LIST", H5T_NATIVE_INT, none, 2);
      if (type == H5T_NATIVE_INT) return;
      fuzz::remove_attribute(item, "DIMENSION_LIST");  // of references, but too few
      const Handle lists(H5Tvlen_create(type), H5Tclose), space(H5Screate(H5S_SCALAR), H5Sclose);
      Handle(H5Acreate2(item, "DIMENSION_LIST", lists, space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose);
    };
    expect_said(said(listed), "a list of dimensions of an unknown form");
  }
}

TEST(EditedRunFile, a_text_without_dimensions_took_one_from_none) {
  const auto scalar = [](hid_t file) {
    Handle text(H5Tcopy(H5T_C_S1), H5Tclose);
    const Handle space(H5Screate(H5S_SCALAR), H5Sclose);
    Handle(H5Dcreate2(file, "note", text, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT), H5Dclose);
  };
  EXPECT_EQ(said(scalar), "") << "it is none of ours";
}

TEST(EditedRunFile, years_that_are_none_or_others_were_read_beyond_the_end) {
  const auto years = [](const std::vector<double>& years) {
    return [years](hid_t file) {
      put(file, "year", {years.size()}, years);
      put(file, "homes", {2, years.size(), 2}, std::vector<double>(4 * years.size(), 1));
      attach(file, "homes", {"run", "year", "service"});
    };
  };
  EXPECT_EQ(said(years({2010})), "");
  expect_said(said(years({})), "it has no years");
  expect_said(said(years({1e300})), "it has no years");
  expect_said(said(years({2010, 2012})), "do not follow each other");
  expect_said(said(years({2011})), "its years are not those of its months");
  EXPECT_EQ(said(years({2009, 2010, 2011})), "");
}

TEST(EditedRunFile, more_runs_than_it_names_were_read_beyond_the_end) {
  expect_said(said([](hid_t file) {
                put(file, "run", {3}, {0, 1, 2});
                put(file, "need_growth", {3}, {1, 2, 3});
                attach(file, "need_growth", {"run"});
              }),
              "does not fit its dimensions");
  expect_said(said([](hid_t file) {
                const double none = -1;
                put(file, "replicate", {2}, {none, none});
              }),
              "its runs have no replicates");
}

TEST(EditedRunFile, more_values_than_can_be_counted) {
  expect_said(said([](hid_t file) {
                check(H5Ldelete(file, "measured", H5P_DEFAULT));
                const std::vector<hsize_t> huge(2, hsize_t{1} << 33), chunk(2, 16);
                const Handle space(H5Screate_simple(2, huge.data(), nullptr), H5Sclose);
                const Handle how(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
                check(H5Pset_chunk(how, 2, chunk.data()));
                Handle(H5Dcreate2(file, "measured", H5T_C_S1, space, H5P_DEFAULT, how, H5P_DEFAULT), H5Dclose);
              }),
              "more values than any file holds");
}

}  // namespace
