// A run file opened to be read, and held against the digests that it was written with.
//
//   file, or bytes --OwnFile--> HeldFile: its variables --hold--> as they were written, or a refusal in the user's
//   words
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <system_error>

#include "sim/error.hpp"
#include "sim/host/cause.hpp"
#include "sim/output/digest.hpp"
#include "sim/output/hdf5.hpp"
#include "sim/output/hdf5_file.hpp"
#include "sim/output/run_file.hpp"
#include "sim/say.hpp"

namespace sim {

class HeldFile {
 public:
  /// Throws Failure where it cannot be read, is no run file, or cannot be verified.
  HeldFile(const std::filesystem::path& file, Verify verify);
  /// The same of its bytes, which outlive it; `name` is what refusals call it.
  HeldFile(std::string_view bytes, const std::filesystem::path& name, Verify verify);

  hdf5::Handle variable(const std::string& name) const;
  /// A text or number for each of `over`, or however many there are where that is below 0.
  template <class Read>
  auto column(const std::string& name, hid_t over, Read read) const {
    const hdf5::Handle item = variable(name);
    const bool rows = hdf5::class_of(item) == H5T_STRING && hdf5::extents(item).size() == 2;  // of characters
    if ((hdf5::extents(item).size() != 1 && !rows) || (over >= 0 && hdf5::extents(item)[0] != hdf5::extents(over)[0]))
      throw damaged(say("is no run file: {} is not a list of the length it should have", name));
    return read(item);
  }
  /// Kept open: HDF5 then keeps the chunk that was read last, and runs that follow each other share one.
  hid_t kept(const std::string& name) const;
  /// Throws Failure unless the file still says this of a variable, or of itself; of its provenance.
  void hold(hid_t item, const std::string& name) const;
  void hold_provenance(hid_t group) const;

  /// What `work` with it gives. What goes wrong with the file's own data becomes a Failure in the user's words, and so
  /// does what the disk refuses.
  template <class Work>
  auto reading(const Work& work) const {
    const hdf5::Quiet quiet;
    try {
      return own_.whole(work);
    } catch (const hdf5::Error& error) {
      throw damaged(say("cannot be read: {}", error.what()));
    } catch (const std::system_error& error) {
      throw refused_by_system(path.string(), error.code(), Doing::reading);
    }
  }
  Failure damaged(const std::string& what) const;

  const std::filesystem::path path;
  const hdf5::Handle& file() const { return file_; }
  int format() const { return format_; }
  /// Its data sets by their addresses.
  const hdf5::Addresses& known() const { return known_; }

 private:
  HeldFile(hdf5::OwnFile own, const std::filesystem::path& name, Verify verify);
  Failure refused(const std::string& what, const std::string& mend) const;
  Failure changed(const std::string& what) const;

  hdf5::OwnFile own_;
  hdf5::Handle file_;
  int format_ = 0;
  hdf5::Addresses known_;
  hdf5::Manifest manifest_;  // empty where nothing is to be held
  mutable std::map<std::string, hdf5::Handle> open_;
};

}  // namespace sim
