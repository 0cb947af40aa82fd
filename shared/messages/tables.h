// One table per area, each in a source of its own. Only messages.cpp includes this.
#pragma once

#include <span>

#include "shared/messages/messages.h"

namespace mingchou {

std::span<const Message> account_messages();
std::span<const Message> ceremony_messages();
std::span<const Message> cli_messages();
std::span<const Message> client_messages();
std::span<const Message> data_messages();
std::span<const Message> domain_messages();
std::span<const Message> draw_messages();
std::span<const Message> imports_messages();
std::span<const Message> item_messages();
std::span<const Message> log_messages();
std::span<const Message> plan_messages();
std::span<const Message> registry_messages();
std::span<const Message> search_messages();
std::span<const Message> server_messages();
std::span<const Message> sheets_messages();
std::span<const Message> storage_messages();
std::span<const Message> store_messages();
std::span<const Message> sync_messages();
std::span<const Message> tablet_messages();
std::span<const Message> task_messages();

}  // namespace mingchou
