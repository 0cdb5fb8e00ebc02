#include "sim/output/held_file.hpp"

#include <utility>

namespace sim {

namespace fs = std::filesystem;
using namespace hdf5;

namespace {

OwnFile opened(const fs::path& file) {
  try {
    return OwnFile::existing(file);
  } catch (const std::system_error& error) {
    throw refused_by_system(file.string(), error.code(), Doing::reading);
  }
}

}  // namespace

HeldFile::HeldFile(const fs::path& file, Verify verify) : HeldFile(opened(file), file, verify) {}

HeldFile::HeldFile(std::string_view bytes, const fs::path& name, Verify verify)
    : HeldFile(OwnFile::of(bytes), name, verify) {}

HeldFile::HeldFile(OwnFile own, const fs::path& name, Verify verify) : path(name), own_(std::move(own)) {
  reading([&] {
    if (!own_.is_hdf5()) throw refused(say("is no run file: it is not HDF5"), say("`run SCENARIO -o FILE` makes one"));
    file_ = own_.open();
    format_ = format_of(file_);
    known_ = addresses(file_);
    if (format_ > run_file_format)
      throw refused(say("is of format {}, and this program reads {} and {}", format_, 1, run_file_format),
                    say("read it with the program that wrote it, or a later one"));
    if (verify == Verify::no || format_ == 1) return;
    manifest_ = manifest_in(file_);
    if (manifest_.empty() && format_ == 0) variable("scenario");  // or it is no run file
    if (manifest_.empty())
      throw refused(say("cannot be verified: it has no digests (a tool left them out)"),
                    say("take the file as it was written; --unverified reads this one as it is"));
  });
}

Handle HeldFile::variable(const std::string& name) const {
  if (check(H5Lexists(file_, name.c_str(), H5P_DEFAULT)) == 0)
    throw damaged(say("is no run file: it has no variable {}", name));
  return {H5Dopen2(file_, name.c_str(), H5P_DEFAULT), H5Dclose};
}

hid_t HeldFile::kept(const std::string& name) const {
  const auto found = open_.find(name);
  if (found != open_.end()) return found->second;
  Handle item = variable(name);
  hold(item, name);
  return open_.emplace(name, std::move(item)).first->second;
}

void HeldFile::hold(hid_t item, const std::string& name) const {
  if (manifest_.empty()) return;
  const auto written = manifest_.find(name);
  if (written != manifest_.end() && written->second == digest(item, name, known_)) return;
  throw changed(name == root_name ? say("an attribute of it was changed since it was written")
                                  : say("{} was changed since it was written", name));
}

void HeldFile::hold_provenance(hid_t group) const {
  if (!manifest_.empty() && text_attribute(group, "digest") != digest_of_group(group))
    throw changed(say("its provenance was changed since it was written"));
}

Failure HeldFile::refused(const std::string& what, const std::string& mend) const {
  return {Exit::bad_data, {{path.string(), 0, 0, {}, what, mend}}};
}

Failure HeldFile::damaged(const std::string& what) const {
  return refused(what, say("it is damaged or was written by something else: take another copy, or run again"));
}

Failure HeldFile::changed(const std::string& what) const {
  return refused(what, say("it is damaged or edited: take another copy, or run again; --unverified reads it as it is"));
}

}  // namespace sim
