"""The annual monitoring report (年度监测评估报告): composed once from the board, written by the exports."""
