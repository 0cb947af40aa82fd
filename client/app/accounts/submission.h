// What a form sent to the server, and what became of it. Plain data: a Submitter fills it, screens read it.
#pragma once

#include <optional>

#include "shared/base/error.h"

namespace mingchou::client {

struct Submission {
  bool is_under_way = false;
  /// Why it was not taken, until the user goes elsewhere.
  std::optional<Error> error;
  /// Counts the answers: another number, another answer.
  unsigned answers = 0;
  /// What the last answer said. It stays when the error is forgotten: who comes back to a form after signing in again
  /// must not be told that what was refused is saved.
  bool was_taken = false;
  /// The user went elsewhere before the answer came: it is told, and leads nowhere.
  bool was_left = false;

  /// The user leaves the form.
  void leave() {
    error.reset();
    was_left = was_left || is_under_way;
  }
};

/// True once for each answer: it came since `seen`, which is set to it.
inline bool is_answered(unsigned& seen, const Submission& submission) {
  if (seen == submission.answers) return false;
  seen = submission.answers;
  return true;
}

/// The same, and what was sent is taken.
inline bool is_taken(unsigned& seen, const Submission& submission) {
  return is_answered(seen, submission) && submission.was_taken;
}

/// Somebody else was quicker: what was sent was made from a revision that is not the last one any more.
inline bool was_beaten(const Submission& submission) {
  return submission.error && submission.error->code.ends_with(".changed_meanwhile");
}

}  // namespace mingchou::client
