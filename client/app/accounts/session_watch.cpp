#include "client/app/accounts/session_watch.h"

#include <utility>

#include "client/app/model/answers.h"

namespace mingchou::client {

Network::RequestId SessionWatch::send(const HttpRequest& request, Done done) {
  return network_.send(request, [this, epoch = epoch_, done = std::move(done)](Result<HttpAnswer> answer) {
    look(answer, epoch);
    done(std::move(answer));
  });
}

void SessionWatch::look(const Result<HttpAnswer>& answer, unsigned epoch) {
  if (listeners_.reached) listeners_.reached(answer.has_value() || !is_unreachable(answer.error()));
  if (!answer || epoch != epoch_ || (answer->status != 401 && answer->status != 403)) return;
  const auto problem = read_problem(answer->body);
  if (!problem) return;
  const bool has_ended = problem->code == "account.sign_in_needed" || problem->code == "account.session_ended";
  if (has_ended && listeners_.ended) listeners_.ended(*problem);
  if (problem->code == "account.password_change_needed" && listeners_.password_change_needed)
    listeners_.password_change_needed();
}

}  // namespace mingchou::client
