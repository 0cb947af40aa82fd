// The transparency log: what is wrong with a key, a note, a checkpoint or a leaf.
#include "shared/messages/tables.h"

namespace mingchou {

std::span<const Message> log_messages() {
  static constexpr Message table[] = {
      {"log.key_form", "这不是有效的验证公钥（vkey）。请向密钥的主人索取原文。",
       "This is no verifier key (vkey). Ask its owner for the text as it was."},
      {"log.note_form", "这不是有效的签名文本（signed note），或已被改动。请重新获取原文。",
       "This is no signed note, or it was changed. Fetch it again."},
      {"log.signature_wrong", "“{name}”的签名不正确：内容在签名后被改动，或签名不是其本人所作。请勿采信。",
       "The signature of \"{name}\" is wrong: what it covers was changed, or it is somebody else's. Don't rely on it."},
      {"log.signature_unknown", "文本上有陌生密钥“{name}”的签名。请核对来源。",
       "There is a signature of a key that nobody named, \"{name}\". Check where this comes from."},
      {"log.checkpoint_form", "日志检查点的格式不对，或已被改动。请重新获取。",
       "The checkpoint of the log has the wrong form or was changed. Fetch it again."},
      {"log.checkpoint_origin", "检查点属于另一个日志“{origin}”。请核对服务器地址和公钥。",
       "The checkpoint is of another log, \"{origin}\". Check the server and its key."},
      {"log.checkpoint_unsigned", "检查点上没有该日志的签名，不能采信。请重新获取。",
       "The checkpoint lacks the signature of its log, so it proves nothing. Fetch it again."},
      {"log.checkpoint_older", "检查点比已见过的（{size} 条）更旧：拿到的是过期的副本，或日志被回退。请重新获取。",
       "The checkpoint is older than one that was seen, of {size} leaves: it is stale, or the log was taken back. "
       "Fetch "
       "it again."},
      {"log.inconsistent", "日志与已见过的检查点不一致：日志被改写过。请保留两份检查点并报告审计员。",
       "The log does not contain what an earlier checkpoint covered: it was rewritten. Keep both checkpoints and tell "
       "an auditor."},
      {"log.leaf_too_large", "日志记录超过 {max} 字节，没有写入。请精简内容。",
       "The leaf is larger than {max} bytes and was not written. Shorten it."},
      {"log.leaf_form", "日志记录不是规范的 JSON 对象，或缺少类型和时间，没有写入。",
       "The leaf is no canonical JSON object with a type and a time; it was not written."},
      {"log.leaf_time", "日志记录的时间早于前一条，没有写入。请检查服务器时钟。",
       "The leaf is older than the one before it; it was not written. Check the server's clock."},
      {"log.tile_form", "日志文件“{path}”已损坏。请停止服务器，保留全部文件，从最近的备份恢复。",
       "The file \"{path}\" of the log is damaged. Stop the server, keep every file, and restore the latest backup."},
  };
  return table;
}

}  // namespace mingchou
