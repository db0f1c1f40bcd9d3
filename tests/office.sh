#!/bin/sh
# LibreOffice和poppler：测试用它们打开导出的报告。装不上时，相应的测试说明原因后跳过。
if command -v soffice >/dev/null 2>&1 && command -v pdftotext >/dev/null 2>&1 &&
  [ -e /usr/lib/libreoffice/program/libsclo.so ] && [ -e /usr/lib/libreoffice/program/libsdlo.so ]; then exit 0; fi
if ! command -v apt-get >/dev/null 2>&1; then echo "没有apt-get，用LibreOffice打开报告的测试将跳过。"; exit 0; fi
if [ "$(id -u)" = 0 ]; then run=""; elif sudo -n true 2>/dev/null; then run="sudo"; else
  echo "没有安装LibreOffice的权限，用它打开报告的测试将跳过。"; exit 0; fi
echo "正在安装LibreOffice和poppler（只需一次）……"
$run apt-get update -qq && DEBIAN_FRONTEND=noninteractive $run apt-get install -y -qq --no-install-recommends \
  libreoffice-writer libreoffice-calc libreoffice-impress poppler-utils >/dev/null ||
  echo "LibreOffice未能安装，用它打开报告的测试将跳过。"
exit 0
