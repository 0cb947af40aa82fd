// All widgets: each draws itself in the design system's look, behaves alike under mouse, touch, keyboard and screen
// reader, and adds its node to the semantics tree.
//
//   buttons.h    button, icon_button                    rows.h      card, heading, section_heading, list_row,
//   key_values choices.h    chip, segmented, toggle_row, tabs      feedback.h  pill, banner, progress, notice, skeleton
//   overlay.h    sheet, dialog, menu                    toast.h     show_toast
//   form.h      forms: labels, help, errors, passwords, choices
//   layout.h     Column, Flow, begin_page               press.h     pressable: for new widgets
#pragma once

#include "client/app/ui/buttons.h"
#include "client/app/ui/choices.h"
#include "client/app/ui/feedback.h"
#include "client/app/ui/layout.h"
#include "client/app/ui/overlay.h"
#include "client/app/ui/press.h"
#include "client/app/ui/rows.h"
#include "client/app/ui/toast.h"
