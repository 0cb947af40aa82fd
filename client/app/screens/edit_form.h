// A form that changes one thing or makes a new one: what it is of, what was read into it, what is typed, and what
// became of sending it. What was typed stays until it is saved or given up on purpose. For the forms of items and of a
// plan's rows.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "client/app/accounts/submission.h"
#include "client/app/ui/layout.h"
#include "client/app/ui/ui.h"
#include "shared/base/error.h"

namespace mingchou::client {

/// `Key` tells things apart, a new one in a version too.
template <class Key, class Fields>
struct EditForm {
  PageState page;
  /// Nothing before the form began.
  std::optional<Key> of;
  std::int64_t revision = 0;
  Fields fields, filled, sent;
  /// What the domain's rules found.
  std::optional<Error> error;
  unsigned answers_seen = 0;
  bool asks_leave = false;

  bool is_of(const Key& key) const { return of == key; }
  bool is_changed() const { return fields != filled; }
  void begin(const Submission& save) {
    answers_seen = save.answers;
    page = {};
  }
  void fill(const Key& key, Fields with, std::int64_t from_revision) {
    of = key;
    revision = from_revision;
    fields = filled = std::move(with);
    error.reset();
  }
  /// After `save` was taken: whether the form is done. What was typed while it was sent is not saved yet, and stays; of
  /// a new thing nothing does, as the next one begins empty.
  bool is_done(bool is_new) {
    if (!is_new && fields != sent) return false;
    of.reset();
    return true;
  }
};

/// Whether to leave without saving; true in the frame in which the user says so.
bool ask_leave(Ui& ui, const std::string& id, bool& asks);

}  // namespace mingchou::client
