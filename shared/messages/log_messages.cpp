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
      {"log.not_begun", "透明日志还没有记录。第一次抽取的方案写入后才有检查点。",
       "The transparency log has no leaf yet. It begins with the plan of the first draw."},
      {"log.beyond_end", "日志只有 {size} 条记录，没有所要的那一条。请重新获取检查点。",
       "The log has {size} leaves, and not the one that was asked for. Fetch the checkpoint again."},
      {"log.host_form", "日志的主机名“{host}”不对：只能用小写字母、数字、点和连字符，不超过 160 字节，不带端口。",
       "The log's host name \"{host}\" is wrong: lower-case letters, digits, dots and hyphens, at most 160 bytes, no "
       "port."},
      {"log.host_changed",
       "日志从第一条记录起就以“{recorded}”为名，不能改为“{host}”：已公布的公钥和检查点会失效。请去掉 --log-host "
       "（MINGCHOU_LOG_HOST），或改回“{recorded}”。网站可以换域名，日志的名称不变。",
       "The log has been named \"{recorded}\" since its first leaf and can't become \"{host}\": keys and checkpoints "
       "that were handed out would no longer fit. Leave out --log-host (MINGCHOU_LOG_HOST) or give \"{recorded}\". The "
       "site may move; the log keeps its name."},
      {"log.key_changed",
       "密钥文件“{path}”不是为日志“{origin}”签名的那一个。请从备份恢复原来的文件；没有改动任何数据。",
       "The key file \"{path}\" is not the one that signed the log \"{origin}\". Restore that file from a backup; "
       "nothing was changed."},
      {"log.nothing_lost",
       "没有丢失记录：现有日志“{origin}”包含这个检查点的全部 {size} 条记录，不需要开始新的日志。没有改动任何数据。",
       "Nothing was lost: the log \"{origin}\" holds all {size} leaves that this checkpoint covers, so no new log is "
       "needed. Nothing was changed."},
      {"log.leaf_damaged", "日志“{origin}”第 {index} 条记录（从 0 数起）已损坏。请停止服务器，保留全部文件，恢复备份。",
       "Leaf {index} (counted from 0) of the log \"{origin}\" is damaged. Stop the server, keep every file, and "
       "restore "
       "the latest backup."},
      {"log.checkpoint_damaged",
       "日志“{origin}”在 {size} 条时的检查点与记录或签名不符。请停止服务器，保留全部文件，恢复备份。",
       "The checkpoint of the log \"{origin}\" at {size} leaves does not fit the leaves or its signature. Stop the "
       "server, keep every file, and restore the latest backup."},
      {"log.checkpoint_missing", "日志“{origin}”没有检查点。请停止服务器，保留全部文件，恢复备份。",
       "The log \"{origin}\" has no checkpoint. Stop the server, keep every file, and restore the latest backup."},
      {"log.tile_odd", "日志“{origin}”有 {count} 个多余的文件，不属于任何记录。请停止服务器，保留全部文件，恢复备份。",
       "The log \"{origin}\" has {count} files too many, of no leaf. Stop the server, keep every file, and restore the "
       "latest backup."},
      {"log.key_damaged", "日志“{origin}”的公钥已损坏。请停止服务器，保留全部文件，恢复备份。",
       "The verifier key of the log \"{origin}\" is damaged. Stop the server, keep every file, and restore the latest "
       "backup."},
  };
  return table;
}

}  // namespace mingchou
