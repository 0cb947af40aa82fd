#include "client/app/accounts/duties.h"

namespace mingchou::client {

bool sees_to_registers(const SessionModel& session) {
  if (!session.may(access::Action::registers_read)) return false;
  return session.may(access::Action::registers_write) || session.may(access::Action::joint_list_write);
}

}  // namespace mingchou::client
